import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const banners = {
  key: 'Banners',
  purpose: 'Banners shown to the person, and what they did with them.',
  names: { user: 'Banners.csv' },
  models: { user: 'Banner' },
  identity: ['id'],
  columns: {
    id: { kind: 'id', meaning: 'The record.' },
    user_id: { kind: 'id', meaning: 'The person.', refers: 'Users.id' },
    network_id: { kind: 'id', meaning: 'The network it is in.', refers: 'Networks.id' },
    banner_name: { kind: 'text', meaning: 'What the banner is called.' },
    interaction: {
      kind: 'enum',
      meaning: 'What the person did with it.',
      assumed: ['viewed', 'clicked', 'dismissed'],
    },
    created_at: { kind: 'timestamp', meaning: 'When it was first shown.' },
    updated_at: { kind: 'timestamp', meaning: 'When it last changed.' },
  },
  evidence: 'assumed',
} as const satisfies FileTable;

export type Banner = RowOf<typeof banners.columns>;
