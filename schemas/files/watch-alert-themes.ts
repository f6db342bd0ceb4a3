import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const watchAlertThemes = {
  key: 'WatchAlertThemes',
  purpose: 'Themes that watch alerts look for.',
  names: { current: 'WatchAlertThemes.csv' },
  models: { network: 'WatchAlertTheme' },
  identity: ['theme_id'],
  columns: {
    theme_id: { kind: 'id', meaning: 'The theme.' },
    network_id: { kind: 'id', meaning: 'The network it is in.', refers: 'Networks.id' },
    theme_name: { kind: 'text', meaning: 'What it is called.' },
    auto_mute: { kind: 'boolean', meaning: 'Threads that it catches are muted.' },
    do_notify: { kind: 'boolean', meaning: 'Somebody is told of each catch.' },
    created_at: { kind: 'timestamp', meaning: 'When it was made.' },
    updated_at: { kind: 'timestamp', meaning: 'When it last changed.' },
    version: { kind: 'integer', meaning: 'Counts the changes made to it.' },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type WatchAlertTheme = RowOf<typeof watchAlertThemes.columns>;
