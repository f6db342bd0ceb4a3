import { useId } from 'preact/hooks';
import { visible } from './format.ts';

/** A labelled search field. */
export function Filter({
  label,
  value,
  onChange,
  placeholder = '',
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="search"
        autocomplete="off"
        spellcheck={false}
        placeholder={placeholder}
        value={value}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}

/** A labelled list of values to select from; the first choice, `''`, is `any`. */
export function Choice({
  label,
  value,
  values,
  titles = {},
  onChange,
  any = 'any',
}: {
  readonly label: string;
  readonly value: string;
  readonly values: readonly string[];
  /** The words of values that are no words for people. */
  readonly titles?: Readonly<Record<string, string>>;
  readonly onChange: (value: string) => void;
  /** The word for no choice; `undefined` when a value must be selected. */
  readonly any?: string | undefined;
}) {
  const id = useId();
  const listed = value === '' || values.includes(value) ? values : [value, ...values];
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {any !== undefined && <option value="">{any}</option>}
        {listed.map((one) => (
          <option key={one} value={one}>
            {(Object.hasOwn(titles, one) && titles[one]) || visible(one)}
          </option>
        ))}
      </select>
    </div>
  );
}
