import { useEffect, useState } from 'preact/hooks';
import type { Schema } from './scenarios-schema.ts';

/** The JSON Schema of scenarios, from the server. */
export function useSchema(): { readonly schema: Schema | undefined; readonly error: Error | undefined } {
  const [schema, setSchema] = useState<Schema>();
  const [error, setError] = useState<Error>();
  useEffect(() => {
    fetch('/schemas/scenario.json')
      .then((response) => response.json())
      .then(setSchema, setError);
  }, []);
  return { schema, error };
}
