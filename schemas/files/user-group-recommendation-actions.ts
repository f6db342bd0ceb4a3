import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const userGroupRecommendationActions = {
  key: 'UserGroupRecommendationActions',
  purpose: 'Numbers of recommendations that people saw and dismissed.',
  names: {
    current: 'UserGroupRecommendationActions.csv',
    legacy: 'UserGroupRecommendationActions.csv',
    user: 'UserGroupRecommendationActions.csv',
  },
  models: { network: 'UserGroupRecommendationAction', user: 'UserGroupRecommendationAction' },
  identity: ['id'],
  window: 'touched',
  columns: {
    id: { kind: 'id', meaning: 'The record.' },
    user_prompt_view_times: { kind: 'integer', meaning: 'Number of prompts seen.' },
    group_recommendation_dismiss_times: { kind: 'integer', meaning: 'Number of communities dismissed.' },
    topic_recommendation_dismiss_times: {
      kind: 'integer',
      meaning: 'Number of topics dismissed.',
      profiles: ['current', 'user'],
    },
    group_recommendation_view_times: {
      kind: 'integer',
      meaning: 'Number of communities seen.',
      profiles: ['current', 'user'],
    },
    user_recommendation_view_times: {
      kind: 'integer',
      meaning: 'Number of people seen.',
      profiles: ['current', 'user'],
    },
    topic_recommendation_view_times: {
      kind: 'integer',
      meaning: 'Number of topics seen.',
      profiles: ['current', 'user'],
    },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type UserGroupRecommendationAction = RowOf<typeof userGroupRecommendationActions.columns>;
