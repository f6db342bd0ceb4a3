const text = { type: 'string' };
const count = { type: 'integer', minimum: -1 };
const ms = { type: 'number', minimum: 0 };
const named = {
  type: 'array',
  items: { type: 'object', required: ['name', 'value'], properties: { name: text, value: text } },
};

/** An object with all of these properties. Other names must begin with an underscore. */
function whole(properties: Record<string, object>, optional: Record<string, object> = {}): object {
  return {
    type: 'object',
    properties: { ...properties, ...optional },
    patternProperties: { '^_': {} },
    required: Object.keys(properties),
    additionalProperties: false,
  };
}

/** HTTP Archive 1.2, from its specification. */
export const harSchema = whole({
  log: whole({
    version: { const: '1.2' },
    creator: whole({ name: text, version: { type: 'string', minLength: 1 } }),
    entries: {
      type: 'array',
      items: whole(
        {
          startedDateTime: {
            type: 'string',
            pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$',
          },
          time: ms,
          request: whole({
            method: text,
            url: { type: 'string', pattern: '^http://' },
            httpVersion: { type: 'string', pattern: '^HTTP/1\\.[01]$' },
            cookies: { type: 'array' },
            headers: named,
            queryString: named,
            headersSize: count,
            bodySize: count,
          }),
          response: whole({
            status: { type: 'integer', minimum: 0 },
            statusText: text,
            httpVersion: text,
            cookies: { type: 'array' },
            headers: named,
            content: whole({ size: { type: 'integer', minimum: 0 }, mimeType: text }),
            redirectURL: text,
            headersSize: count,
            bodySize: count,
          }),
          cache: { type: 'object' },
          timings: whole({ send: ms, wait: ms, receive: ms }),
        },
        { connection: text },
      ),
    },
  }),
});
