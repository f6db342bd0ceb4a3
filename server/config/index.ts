export { type Config, ConfigError, parseConfig } from './config.ts';
export { type OpenConfig, openConfig } from './open.ts';
export { configSchema } from './schema.ts';
export { sessionOptionsOf } from './session.ts';
export { playForm, playSchema, sessionForm, sessionSchema, type WrittenSession } from './session-schema.ts';
export { type ConfigListener, ConfigWatch } from './watch.ts';
