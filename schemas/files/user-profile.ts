import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const userProfile = {
  key: 'UserProfile',
  purpose: 'The profile that the person maintains.',
  names: { user: 'UserProfile.csv' },
  models: { user: 'UserProfile' },
  identity: ['user_id'],
  window: 'touched',
  columns: {
    user_id: { kind: 'id', meaning: 'The person.', refers: 'Users.id' },
    name: { kind: 'text', meaning: 'Display name of the person.' },
    email: { kind: 'email', meaning: "The person's address.", optional: true },
    job_title: { kind: 'text', meaning: 'Job title.', optional: true },
    location: { kind: 'text', meaning: 'Place of work.', optional: true },
    department: { kind: 'text', meaning: 'Department.', optional: true },
    summary: { kind: 'text', meaning: 'The self-description of the person.', optional: true },
    interests: { kind: 'text', meaning: 'Interests.', optional: true },
    expertise: { kind: 'text', meaning: 'Expertise.', optional: true },
    work_phone: { kind: 'text', meaning: 'Telephone number at work.', optional: true },
    mobile_phone: { kind: 'text', meaning: 'Mobile telephone number.', optional: true },
    time_zone: { kind: 'text', meaning: 'Time zone by its IANA name.' },
    locale: { kind: 'text', meaning: 'Language of the product, such as `en-US`.' },
    mugshot_url: { kind: 'url', meaning: 'Picture of the person.', optional: true },
    joined_at: { kind: 'timestamp', meaning: 'Time at which the person joined.' },
    updated_at: { kind: 'timestamp', meaning: 'Time of the last change.' },
  },
  evidence: 'assumed',
} as const satisfies FileTable;

export type UserProfile = RowOf<typeof userProfile.columns>;
