import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const watchAlertThemes = {
  key: 'WatchAlertThemes',
  purpose: 'Themes that watch alerts search for.',
  names: { current: 'WatchAlertThemes.csv' },
  models: { network: 'WatchAlertTheme' },
  identity: ['theme_id'],
  window: 'touched',
  columns: {
    theme_id: { kind: 'id', meaning: 'The theme.' },
    network_id: { kind: 'id', meaning: 'Its network.', refers: 'Networks.id' },
    theme_name: { kind: 'text', meaning: 'Name.' },
    auto_mute: { kind: 'boolean', meaning: 'Whether threads that it detects are muted.' },
    do_notify: { kind: 'boolean', meaning: 'Whether a user is notified of each detection.' },
    created_at: { kind: 'timestamp', meaning: 'Creation time.' },
    updated_at: { kind: 'timestamp', meaning: 'Time of the last change.' },
    version: { kind: 'integer', meaning: 'Number of its changes.' },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type WatchAlertTheme = RowOf<typeof watchAlertThemes.columns>;
