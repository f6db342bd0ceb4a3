import { Failure } from '../components/failure.tsx';
import { Ticked } from '../components/ticked.tsx';
import { expectationOf, propertiesOf, type Schema, schemaAt } from './scenarios-schema.ts';
import { useSchema } from './scenarios-use-schema.ts';

/** The help for the place of the cursor, from the schema of scenarios. */
export function Help({
  path,
  value,
}: {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}) {
  const { schema, error } = useSchema();
  const here = schema && (schemaAt(schema, path, value) ?? schemaAt(schema, path.slice(0, -1), value));
  return (
    <section class="help card" aria-label="Help for the place of the cursor">
      <Failure error={error} />
      {schema && here && <Place path={path} schema={here} root={schema} />}
    </section>
  );
}

function Place({
  path,
  schema,
  root,
}: {
  readonly path: readonly (string | number)[];
  readonly schema: Schema;
  readonly root: Schema;
}) {
  const properties = Object.entries(propertiesOf(schema, root));
  const { required = [], description, enum: values = [] } = schema;
  const kinds = (schema.allOf ?? []).flatMap(({ then }) => then?.properties?.do?.const ?? []);
  return (
    <>
      <h2 class="mono">/{path.join('/')}</h2>
      {description && (
        <p>
          <Ticked text={description} />
        </p>
      )}
      {properties.length === 0 && values.length === 0 && <p>{expectationOf(schema, root)}</p>}
      {values.length > 0 && <Words words={values.map(String)} />}
      {properties.length > 0 && (
        <dl>
          {properties.map(([name, one]) => (
            <div key={name}>
              <dt class="mono">
                {name}
                {required.includes(name) ? '' : ' (optional)'}
              </dt>
              <dd>
                <Ticked text={one.description ?? ''} />{' '}
                {!(name === 'do' && kinds.length > 0) && expectationOf(one, root)}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {kinds.length > 0 && (
        <details>
          <summary>{kinds.length} kinds of steps</summary>
          <Words words={kinds.map(String)} />
        </details>
      )}
    </>
  );
}

function Words({ words }: { readonly words: readonly string[] }) {
  return (
    <ul class="words">
      {words.map((word) => (
        <li key={word} class="mono">
          {word}
        </li>
      ))}
    </ul>
  );
}
