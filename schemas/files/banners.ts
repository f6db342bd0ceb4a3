import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const banners = {
  key: 'Banners',
  purpose: 'Banners that were shown to the person, and the actions of the person on them.',
  names: { user: 'Banners.csv' },
  models: { user: 'Banner' },
  identity: ['id'],
  window: 'touched',
  columns: {
    id: { kind: 'id', meaning: 'The record.' },
    user_id: { kind: 'id', meaning: 'The person.', refers: 'Users.id' },
    network_id: { kind: 'id', meaning: 'Its network.', refers: 'Networks.id' },
    banner_name: { kind: 'text', meaning: 'Name of the banner.' },
    interaction: {
      kind: 'enum',
      meaning: 'The action of the person on it.',
      assumed: ['viewed', 'clicked', 'dismissed'],
    },
    created_at: { kind: 'timestamp', meaning: 'Time at which it was first shown.' },
    updated_at: { kind: 'timestamp', meaning: 'Time of the last change.' },
  },
  evidence: 'assumed',
} as const satisfies FileTable;

export type Banner = RowOf<typeof banners.columns>;
