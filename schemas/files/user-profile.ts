import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const userProfile = {
  key: 'UserProfile',
  purpose: 'The profile as the person keeps it.',
  names: { user: 'UserProfile.csv' },
  models: { user: 'UserProfile' },
  identity: ['user_id'],
  columns: {
    user_id: { kind: 'id', meaning: 'The person.', refers: 'Users.id' },
    name: { kind: 'text', meaning: 'Name the person goes by.' },
    email: { kind: 'email', meaning: "The person's address.", optional: true },
    job_title: { kind: 'text', meaning: 'What they do.', optional: true },
    location: { kind: 'text', meaning: 'Where they work.', optional: true },
    department: { kind: 'text', meaning: 'Where they belong.', optional: true },
    summary: { kind: 'text', meaning: 'What the person says of themselves.', optional: true },
    interests: { kind: 'text', meaning: 'What they like.', optional: true },
    expertise: { kind: 'text', meaning: 'What they know.', optional: true },
    work_phone: { kind: 'text', meaning: 'Number at work.', optional: true },
    mobile_phone: { kind: 'text', meaning: 'Number on the way.', optional: true },
    time_zone: { kind: 'text', meaning: 'Time zone by its IANA name.' },
    locale: { kind: 'text', meaning: 'Language of the product for them, as `en-US`.' },
    mugshot_url: { kind: 'url', meaning: 'Picture of the person.', optional: true },
    joined_at: { kind: 'timestamp', meaning: 'When the person came in.' },
    updated_at: { kind: 'timestamp', meaning: 'When it last changed.' },
  },
  evidence: 'assumed',
} as const satisfies FileTable;

export type UserProfile = RowOf<typeof userProfile.columns>;
