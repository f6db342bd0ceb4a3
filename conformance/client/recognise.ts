import type { OptionName } from '../model/client-description.ts';

/** The subject of an argument in a sample command. */
export type Topic = 'base_url' | 'token' | 'since' | 'user_id' | 'out_dir' | 'state_dir' | OptionName;

/** The names of flags for each subject, without hyphens and in small letters. */
const flagNames: Readonly<Record<Topic, readonly string[]>> = {
  base_url: ['url', 'baseurl', 'apiurl', 'base', 'endpoint', 'host', 'server', 'address', 'api', 'apibase'],
  token: ['token', 'accesstoken', 'bearertoken', 'bearer', 'auth', 'authtoken', 'apitoken', 'apikey', 'key'],
  since: ['since', 'from', 'start', 'begin', 'after', 'startdate', 'fromdate', 'datefrom', 'starttime'],
  until: ['until', 'to', 'end', 'before', 'enddate', 'todate', 'dateto', 'endtime'],
  user_id: ['user', 'userid', 'u', 'uid'],
  out_dir: [
    'out',
    'o',
    'output',
    'outdir',
    'outputdir',
    'dir',
    'directory',
    'folder',
    'dest',
    'destination',
    'target',
    'exportdir',
  ],
  state_dir: ['state', 'statedir', 'statefile', 'checkpoint', 'watermark', 'cursor'],
  model: ['model', 'models'],
  include: ['include'],
  network: ['network', 'networks', 'networkid'],
  include_ens: ['includeens', 'ens', 'external', 'includeexternal', 'includeexternalnetworks'],
  exclude_files: ['excludefiles', 'nofiles', 'withoutfiles', 'skipfiles', 'noattachments'],
};

/** Topics of flags that may stand without a value. */
const switches: ReadonlySet<Topic> = new Set(['include_ens', 'exclude_files']);

const INSTANT = /^\d{4}-\d{1,2}-\d{1,2}(?:[T ][\d:.,]+(?:Z|[+-]\d{2}:?\d{2})?)?$/i;
const AUTHORIZATION = /^((?:authorization: *)?bearer +)\S+$/i;
const TOKEN = /^(?:eyJ[\w-]+\.[\w-]+\.[\w-]+|verified-admin\S*)$/;
const ADDRESS = /^https?:\/\//i;
/** The name of a file, with folders before it or not. */
const FILE = /^(?:.*[\\/])?([^\\/]+\.[a-z0-9]{1,8})$/i;

/** The topic that a flag is named for; undefined for what is no flag, or is called otherwise. */
export function topicOfFlag(flag: string): Topic | undefined {
  const name = /^--?([a-z][\w-]*)$/i.exec(flag)?.[1]?.toLowerCase().replaceAll(/[-_]/g, '');
  const topics = Object.keys(flagNames) as Topic[];
  return name === undefined ? undefined : topics.find((topic) => flagNames[topic].includes(name));
}

/** Tells whether a flag of that topic may have no value. */
export function isSwitch(topic: Topic): boolean {
  return switches.has(topic);
}

/**
 * The topic that a value looks like, whatever flag is before it; undefined for most. A second instant is the
 * end of the window.
 */
export function topicOfValue(value: string, placed: ReadonlySet<Topic>): Topic | undefined {
  if (ADDRESS.test(value)) return 'base_url';
  if (AUTHORIZATION.test(value) || TOKEN.test(value)) return 'token';
  if (INSTANT.test(value)) return placed.has('since') ? 'until' : 'since';
  return undefined;
}

/** A value with the placeholder for what is of the run in it; undefined when it is not such a value. */
export function withPlaceholder(topic: Topic, value: string): string | undefined {
  const name = `{${topic}}`;
  switch (topic) {
    case 'base_url':
      return ADDRESS.test(value) ? withinAddress(value) : undefined;
    case 'token':
      return AUTHORIZATION.test(value) ? value.replace(AUTHORIZATION, `$1${name}`) : name;
    case 'since':
    case 'until':
      return INSTANT.test(value) || value === '0' ? name : undefined;
    case 'out_dir':
    case 'state_dir':
      return [name, ...(FILE.exec(value)?.slice(1) ?? [])].join('/');
    case 'user_id':
      return /^\d{1,20}$/.test(value) ? name : undefined;
    case 'include':
      return /^(?:csv|all)$/i.test(value) ? name : undefined;
    case 'include_ens':
    case 'exclude_files':
      return /^(?:true|false)$/i.test(value) ? name : undefined;
    case 'model':
    case 'network':
      return name;
  }
}

/** The path that the client would have to add to the base URL stays behind the placeholder. */
function withinAddress(value: string): string {
  return value
    .replace(/^https?:\/\/.*?(?=\/api(?:\/|$)|[?#]|\/?$)/i, '{base_url}')
    .replace(/([?&]access_token=)[^&#]*/, '$1{token}')
    .replace(/([?&]since=)[^&#]*/, '$1{since}');
}
