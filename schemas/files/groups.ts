import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const groups = {
  key: 'Groups',
  purpose: 'Communities.',
  names: { current: 'Groups.csv', legacy: 'Groups.csv', user: 'Groups.csv' },
  models: { network: 'Group', user: 'Group' },
  identity: ['id'],
  columns: {
    id: { kind: 'id', meaning: 'The community.' },
    name: { kind: 'text', meaning: 'What it is called.' },
    description: { kind: 'text', meaning: 'What it is for.', optional: true },
    private: { kind: 'boolean', meaning: 'Closed to non-members.' },
    moderated: { kind: 'boolean', meaning: 'Only its administrators may start threads.' },
    api_url: { kind: 'url', meaning: 'Where the REST API has the community.' },
    created_by_id: {
      kind: 'id',
      meaning: 'Who founded it; empty for the one every network starts with.',
      optional: true,
      refers: 'Users.id',
    },
    created_by_type: {
      kind: 'enum',
      meaning: 'What kind of actor founded it.',
      optional: true,
      values: ['User'],
    },
    created_at: { kind: 'timestamp', meaning: 'When it was made.' },
    updated_at: { kind: 'timestamp', meaning: 'When it last changed.' },
    deleted: { kind: 'boolean', meaning: 'Gone.' },
    external: {
      kind: 'boolean',
      meaning: 'Open to people of other networks, in the old way that does not go by Microsoft 365.',
    },
    office_group_id: { kind: 'guid', meaning: 'The Microsoft 365 group behind it.', optional: true },
    group_tags: { kind: 'text', meaning: 'Its tags, joined by `, `.', optional: true },
    group_custom_cover_image: { kind: 'url', meaning: 'The picture picked for it.', optional: true },
    office_resource_card_enabled: {
      kind: 'boolean',
      meaning: 'Shows the card with its Microsoft 365 resources.',
      profiles: ['current', 'user'],
    },
    files_tab_enabled: {
      kind: 'boolean',
      meaning: 'Shows the tab with its files.',
      profiles: ['current', 'user'],
    },
    segment_id: {
      kind: 'id',
      meaning: 'The segment it is reserved for.',
      optional: true,
      refers: 'Segments.segment_id',
      profiles: ['current', 'user'],
    },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type Group = RowOf<typeof groups.columns>;
