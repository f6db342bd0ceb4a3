import { afterwards, type RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const groups = {
  key: 'Groups',
  purpose: 'Communities.',
  names: { current: 'Groups.csv', legacy: 'Groups.csv', user: 'Groups.csv', '2018': 'Groups.csv' },
  models: { network: 'Group', user: 'Group' },
  identity: ['id'],
  window: 'touched',
  columns: {
    id: { kind: 'id', meaning: 'The community.' },
    name: { kind: 'text', meaning: 'Name.' },
    description: { kind: 'text', meaning: 'Its purpose.', optional: true },
    private: { kind: 'boolean', meaning: 'Whether it is closed to non-members.' },
    moderated: { kind: 'boolean', meaning: 'Whether only its administrators may start threads.' },
    api_url: { kind: 'url', meaning: 'Address of the community in the REST API.' },
    created_by_id: {
      kind: 'id',
      meaning: 'The founder; empty for the community that every network starts with.',
      optional: true,
      refers: 'Users.id',
    },
    created_by_type: {
      kind: 'enum',
      meaning: 'The kind of the founder.',
      optional: true,
      values: ['User'],
    },
    created_at: { kind: 'timestamp', meaning: 'Creation time.' },
    updated_at: { kind: 'timestamp', meaning: 'Time of the last change.' },
    deleted: { kind: 'boolean', meaning: 'Whether it is deleted.' },
    external: {
      kind: 'boolean',
      meaning:
        'Whether people of other networks may join, in the old way that is not based on Microsoft 365.',
    },
    office_group_id: {
      kind: 'guid',
      meaning: 'The linked Microsoft 365 group.',
      optional: true,
      profiles: afterwards,
    },
    group_tags: { kind: 'text', meaning: 'Its tags, joined by `, `.', optional: true, profiles: afterwards },
    group_custom_cover_image: {
      kind: 'url',
      meaning: 'The selected picture.',
      optional: true,
      profiles: afterwards,
    },
    office_resource_card_enabled: {
      kind: 'boolean',
      meaning: 'Whether the card with its Microsoft 365 resources is shown.',
      profiles: ['current', 'user'],
    },
    files_tab_enabled: {
      kind: 'boolean',
      meaning: 'Whether the tab with its files is shown.',
      profiles: ['current', 'user'],
    },
    segment_id: {
      kind: 'id',
      meaning: 'The segment that it is reserved for.',
      optional: true,
      refers: 'Segments.segment_id',
      profiles: ['current', 'user'],
    },
  },
  evidence: 'documented',
  evidenceIn: {
    '2018': ['assumed', 'the columns of the legacy page for what the guide of that time describes'],
  },
} as const satisfies FileTable;

export type Group = RowOf<typeof groups.columns>;
