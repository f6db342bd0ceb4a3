import type { Row } from '../../generators/index.ts';
import { type FileKey, fileByKey } from '../../schemas/index.ts';

/**
 * The column that assigns a row of the network export to a user, for files whose rows are all in the user
 * export.
 */
export const OWNER: Partial<Record<FileKey, string>> = {
  Messages: 'sender_id',
  Files: 'uploader_id',
  LikedMessageHistory: 'reacted_by',
  AnswerVotes: 'voter_id',
  ThreadVotes: 'voter_id',
  TopicSubscriptions: 'subscriber_id',
  UserGroupRecommendationActions: 'id',
  VivaEngageLeaders: 'leader_id',
  VivaTopicApplications: 'applicant_id',
  VivaTopicCurationStateLogs: 'acting_user_id',
  MessageThreadExtension: 'operation_performed_by',
};

/** The columns whose time can place a row in a window; the latest time counts. */
export const DATED: Partial<Record<FileKey, readonly string[]>> = {
  AMAs: ['updated_at'],
  AnswerVotes: ['updated_at'],
  Files: ['uploaded_at', 'deleted_at'],
  Groups: ['updated_at'],
  LikedMessageHistory: ['reaction_timestamp'],
  Messages: ['created_at', 'deleted_at'],
  MessageVersions: ['created_at', 'deleted_at'],
  MessageThreadExtension: ['operation_performed_at'],
  MessageThreads: ['updated_at'],
  'MessageThreads.Outbound': ['updated_at'],
  MutedThreads: ['updated_at'],
  MutedUser: ['muted_at'],
  Summarization: ['created_at'],
  ThreadVotes: ['updated_at'],
  TopicSubscriptions: ['updated_at'],
  Users: ['updated_at'],
  VivaTopicApplications: ['updated_at'],
  VivaTopicCurationStateLogs: ['updated_at'],
  WatchAlertDetectedThreads: ['updated_at'],
  WatchAlertThemes: ['updated_at'],
};

/** The columns with times at which a thing was created or changed: it is in the window of each. */
export const TOUCHED: Partial<Record<FileKey, readonly string[]>> = {
  AMAs: ['created_at', 'updated_at'],
  Campaigns: ['created_at'],
  Files: ['uploaded_at', 'deleted_at'],
  Groups: ['created_at', 'updated_at'],
  MessageThreads: ['updated_at'],
  'MessageThreads.Outbound': ['updated_at'],
  MutedThreads: ['created_at', 'updated_at'],
  Segments: ['created_at'],
  Topics: ['created_at'],
  Users: ['joined_at', 'created_at', 'updated_at', 'suspended_at', 'deleted_at'],
  VivaTopicApplications: ['created_at', 'updated_at'],
  VivaTopics: ['created_at'],
  WatchAlertDetectedThreads: ['created_at', 'updated_at'],
  WatchAlertThemes: ['created_at', 'updated_at'],
};

/** Returns the latest time in a row, Unix milliseconds. */
export function timeOf(row: Row, columns: readonly string[]): number {
  return Math.max(...columns.map((name) => (row[name] === '' ? 0 : Date.parse(String(row[name])))));
}

/** Returns the identity of a row, without values that can change. */
export function identityOf(key: FileKey, row: Row): string {
  return fileByKey(key)
    .identity.map((name) => row[name])
    .join(' ');
}
