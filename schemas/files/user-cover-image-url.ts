import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const userCoverImageUrl = {
  key: 'UserCoverImageURL',
  purpose: 'The cover image of the profile.',
  names: { user: 'UserCoverImageURL.csv' },
  models: { user: 'UserCoverImageURL' },
  identity: ['user_id'],
  window: 'touched',
  columns: {
    user_id: { kind: 'id', meaning: 'The person.', refers: 'Users.id' },
    user_cover_image_url: { kind: 'url', meaning: 'Address of the picture.' },
    updated_at: { kind: 'timestamp', meaning: 'Time at which it was last selected.' },
  },
  evidence: 'assumed',
} as const satisfies FileTable;

export type UserCoverImage = RowOf<typeof userCoverImageUrl.columns>;
