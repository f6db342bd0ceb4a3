import { visible } from './format.ts';

/** A table of names and values, such as headers; each value keeps its own direction. */
export function Pairs({
  caption,
  pairs,
}: {
  readonly caption: string;
  readonly pairs: readonly (readonly [name: string, value: string])[];
}) {
  if (pairs.length === 0) return <p class="quiet">None.</p>;
  const keyed = pairs.map(([name, value], index) => ({ key: `${index} ${name}`, name, value }));
  return (
    <table class="pairs">
      <caption class="hidden">{caption}</caption>
      <tbody>
        {keyed.map(({ key, name, value }) => (
          <tr key={key}>
            <th scope="row">{visible(name)}</th>
            <td>
              <bdi class="mono">{visible(value)}</bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
