import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const userSetting = {
  key: 'USER_SETTING',
  purpose: 'Settings of the person that are not the default.',
  names: { user: 'USER_SETTING.csv' },
  models: { user: 'UserSetting' },
  identity: ['user_id', 'setting_name'],
  window: 'touched',
  columns: {
    user_id: { kind: 'id', meaning: 'The person.', refers: 'Users.id' },
    setting_name: { kind: 'text', meaning: 'Name of the setting.' },
    setting_value: { kind: 'text', meaning: 'Its value.', optional: true },
    updated_at: { kind: 'timestamp', meaning: 'Time at which it was last set.' },
  },
  evidence: 'assumed',
} as const satisfies FileTable;

export type UserSetting = RowOf<typeof userSetting.columns>;
