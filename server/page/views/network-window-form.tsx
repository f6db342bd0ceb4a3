import { useId } from 'preact/hooks';
import { DAY_MS } from '../../../schemas/durations.ts';
import { instant } from '../components/format.ts';
import { go } from '../router.ts';
import { type Place, placeLink, windowOf } from './network-data.ts';

/** Sets the window: two dates, or one of some usual windows. */
export function WindowForm({ place, parts }: { readonly place: Place; readonly parts: readonly string[] }) {
  const { since, until } = windowOf(place);
  const id = useId();
  const to = (query: Readonly<Record<string, string | undefined>>): void => {
    const kept = Object.fromEntries([...place.route.query].filter(([name]) => name !== 'after'));
    go(placeLink(place, parts, { ...kept, ...query }));
  };
  const now = Date.parse(place.data.clock.now);
  const before = (days: number): string => new Date(now - days * DAY_MS).toISOString();
  const usual = {
    'Last day': before(1),
    'Last week': before(7),
    'Last 30 days': before(30),
    Everything: place.data.networks[0]?.created_at ?? '',
  };
  return (
    <div class="row window-form">
      <DateField id={`${id}-since`} label="since" value={since} onChange={(text) => to({ since: text })} />
      <DateField
        id={`${id}-until`}
        label="until"
        value={until ?? ''}
        placeholder={`now: ${instant(now)}`}
        onChange={(text) => to({ until: text === '' ? undefined : text })}
      />
      <span class="row">
        {Object.entries(usual).map(([title, start]) => (
          <button
            key={title}
            type="button"
            aria-pressed={since === start && until === undefined}
            onClick={() => to({ since: start, until: undefined })}
          >
            {title}
          </button>
        ))}
      </span>
    </div>
  );
}

function DateField({
  id,
  label,
  value,
  placeholder = '',
  onChange,
}: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly onChange: (text: string) => void;
}) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        key={value}
        id={id}
        class="mono"
        autocomplete="off"
        spellcheck={false}
        size={24}
        defaultValue={value}
        placeholder={placeholder}
        onChange={(event) => onChange(event.currentTarget.value.trim())}
      />
    </div>
  );
}
