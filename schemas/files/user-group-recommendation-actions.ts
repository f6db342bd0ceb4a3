import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const userGroupRecommendationActions = {
  key: 'UserGroupRecommendationActions',
  purpose: 'How often people saw recommendations and waved them away.',
  names: {
    current: 'UserGroupRecommendationActions.csv',
    legacy: 'UserGroupRecommendationActions.csv',
    user: 'UserGroupRecommendationActions.csv',
  },
  models: { network: 'UserGroupRecommendationAction', user: 'UserGroupRecommendationAction' },
  identity: ['id'],
  columns: {
    id: { kind: 'id', meaning: 'The record.' },
    user_prompt_view_times: { kind: 'integer', meaning: 'Prompts seen.' },
    group_recommendation_dismiss_times: { kind: 'integer', meaning: 'Communities waved away.' },
    topic_recommendation_dismiss_times: {
      kind: 'integer',
      meaning: 'Topics waved away.',
      profiles: ['current', 'user'],
    },
    group_recommendation_view_times: {
      kind: 'integer',
      meaning: 'Communities seen.',
      profiles: ['current', 'user'],
    },
    user_recommendation_view_times: {
      kind: 'integer',
      meaning: 'People seen.',
      profiles: ['current', 'user'],
    },
    topic_recommendation_view_times: {
      kind: 'integer',
      meaning: 'Topics seen.',
      profiles: ['current', 'user'],
    },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type UserGroupRecommendationAction = RowOf<typeof userGroupRecommendationActions.columns>;
