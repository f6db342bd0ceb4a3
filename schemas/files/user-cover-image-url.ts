import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const userCoverImageUrl = {
  key: 'UserCoverImageURL',
  purpose: 'The picture behind the profile.',
  names: { user: 'UserCoverImageURL.csv' },
  models: { user: 'UserCoverImageURL' },
  identity: ['user_id'],
  columns: {
    user_id: { kind: 'id', meaning: 'The person.', refers: 'Users.id' },
    user_cover_image_url: { kind: 'url', meaning: 'Where the picture is.' },
    updated_at: { kind: 'timestamp', meaning: 'When it was last picked.' },
  },
  evidence: 'assumed',
} as const satisfies FileTable;

export type UserCoverImage = RowOf<typeof userCoverImageUrl.columns>;
