import type { FastifyReply } from 'fastify';
import {
  fileByName,
  filesOf,
  type JsonSchema,
  memberNameOf,
  type Profile,
  profiles,
  rowSchema,
} from '../../schemas/index.ts';
import { plain } from '../http/responses.ts';
import type { Sessions } from '../sessions/index.ts';

/** The OpenAPI document of a server. It is made for each request: seldom does anybody ask twice. */
export async function openApi({ main, access }: Sessions): Promise<JsonSchema> {
  const { servedDocument } = await import('../control/api/document.ts');
  return servedDocument(main.context.profile, access.open);
}

/** The schemas of the files that users write for the server, by file name. */
const written: Readonly<Record<string, () => Promise<JsonSchema>>> = {
  'scenario.json': async () => (await import('../scenarios/index.ts')).scenarioSchema,
  'config.json': async () => (await import('../config/index.ts')).configSchema,
};

/** The paths of all schemas, by profile, and of the files that users write for the server. */
export function schemaIndex(): Readonly<Record<string, readonly string[]>> {
  return {
    ...Object.fromEntries(profiles.map((profile) => [profile, addressesOf(profile)])),
    server: Object.keys(written).map((file) => `/schemas/${file}`),
  };
}

/** Answers with the JSON Schema of a scenario or of a configuration file. */
export async function answerWrittenSchema(
  file: string,
  reply: FastifyReply,
): Promise<JsonSchema | FastifyReply> {
  const schema = Object.hasOwn(written, file) ? written[file] : undefined;
  return schema === undefined ? noSuchSchema(reply) : schema();
}

/** Answers with the JSON Schema of one CSV: `Messages.json` for `Messages.csv`. */
export function handleSchema(
  asked: { readonly profile: string; readonly file: string },
  reply: FastifyReply,
): JsonSchema | FastifyReply {
  const profile = profiles.find((one) => one === asked.profile);
  const key = profile && fileByName(profile, asked.file.replace(/\.json$/, '.csv'));
  if (profile === undefined || key === undefined) {
    return noSuchSchema(reply);
  }
  return rowSchema(key, profile);
}

function noSuchSchema(reply: FastifyReply): FastifyReply {
  return plain(reply, 404, 'There is no such schema: /schemas/ lists all schemas.');
}

function addressesOf(profile: Profile): readonly string[] {
  return filesOf(profile).map((key) => {
    const member = memberNameOf(key, profile) ?? `${key}.csv`;
    return `/schemas/${profile}/${member.replace(/\.csv$/, '.json')}`;
  });
}
