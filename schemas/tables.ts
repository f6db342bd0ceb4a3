import type { RowOf } from './column.ts';
import type { FileTable } from './file.ts';
import { admins } from './files/admins.ts';
import { amas } from './files/amas.ts';
import { answerVotes } from './files/answer-votes.ts';
import { banners } from './files/banners.ts';
import { bestReplyMessages } from './files/best-reply-messages.ts';
import { broadcast } from './files/broadcast.ts';
import { campaigns } from './files/campaigns.ts';
import { engageTopicApplicationMigrationLog } from './files/engage-topic-application-migration-log.ts';
import { engageTopicMigrationLog } from './files/engage-topic-migration-log.ts';
import { files } from './files/files.ts';
import { groups } from './files/groups.ts';
import { hiddenGroupsDiscoveryFeed } from './files/hidden-groups-discovery-feed.ts';
import { likedMessageHistory } from './files/liked-message-history.ts';
import { messageThreadExtension } from './files/message-thread-extension.ts';
import { messageThreads } from './files/message-threads.ts';
import { messageThreadsOutbound } from './files/message-threads-outbound.ts';
import { messageVersions } from './files/message-versions.ts';
import { messages } from './files/messages.ts';
import { mutedThreads } from './files/muted-threads.ts';
import { mutedUser } from './files/muted-user.ts';
import { networks } from './files/networks.ts';
import { pages } from './files/pages.ts';
import { pinnedToBroadcastThreads } from './files/pinned-to-broadcast-threads.ts';
import { pinnedToGroupThreads } from './files/pinned-to-group-threads.ts';
import { pollVotes } from './files/poll-votes.ts';
import { segments } from './files/segments.ts';
import { sentie } from './files/sentie.ts';
import { summarization } from './files/summarization.ts';
import { tags } from './files/tags.ts';
import { threadVotes } from './files/thread-votes.ts';
import { topicSubscriptions } from './files/topic-subscriptions.ts';
import { topics } from './files/topics.ts';
import { userBadge } from './files/user-badge.ts';
import { userCoverImageUrl } from './files/user-cover-image-url.ts';
import { userGroupRecommendationActions } from './files/user-group-recommendation-actions.ts';
import { userNotification } from './files/user-notification.ts';
import { userNotificationDevices } from './files/user-notification-devices.ts';
import { userNotificationSettings } from './files/user-notification-settings.ts';
import { userProfile } from './files/user-profile.ts';
import { userSetting } from './files/user-setting.ts';
import { users } from './files/users.ts';
import { vivaEngageLeaders } from './files/viva-engage-leaders.ts';
import { vivaTopicApplications } from './files/viva-topic-applications.ts';
import { vivaTopicCurationStateLogs } from './files/viva-topic-curation-state-logs.ts';
import { vivaTopics } from './files/viva-topics.ts';
import { watchAlertDetectedThreads } from './files/watch-alert-detected-threads.ts';
import { watchAlertThemes } from './files/watch-alert-themes.ts';

/**
 * All files of all profiles: those of the network export in the order of the page, then those of the user
 * export only.
 */
export const tables = {
  Admins: admins,
  AMAs: amas,
  AnswerVotes: answerVotes,
  Campaigns: campaigns,
  EngageTopicApplicationMigrationLog: engageTopicApplicationMigrationLog,
  EngageTopicMigrationLog: engageTopicMigrationLog,
  Files: files,
  Groups: groups,
  LikedMessageHistory: likedMessageHistory,
  Messages: messages,
  MessageThreadExtension: messageThreadExtension,
  MessageThreads: messageThreads,
  'MessageThreads.Outbound': messageThreadsOutbound,
  MessageVersions: messageVersions,
  MutedThreads: mutedThreads,
  MutedUser: mutedUser,
  Networks: networks,
  Pages: pages,
  Segments: segments,
  Sentie: sentie,
  Summarization: summarization,
  Tags: tags,
  ThreadVotes: threadVotes,
  Topics: topics,
  TopicSubscriptions: topicSubscriptions,
  UserGroupRecommendationActions: userGroupRecommendationActions,
  Users: users,
  VivaEngageLeaders: vivaEngageLeaders,
  VivaTopicApplications: vivaTopicApplications,
  VivaTopicCurationStateLogs: vivaTopicCurationStateLogs,
  VivaTopics: vivaTopics,
  WatchAlertDetectedThreads: watchAlertDetectedThreads,
  WatchAlertThemes: watchAlertThemes,
  Banners: banners,
  BestReplyMessages: bestReplyMessages,
  Broadcast: broadcast,
  HiddenGroupsDiscoveryFeed: hiddenGroupsDiscoveryFeed,
  PinnedToBroadcastThreads: pinnedToBroadcastThreads,
  PinnedToGroupThreads: pinnedToGroupThreads,
  PollVotes: pollVotes,
  UserCoverImageURL: userCoverImageUrl,
  UserNotification: userNotification,
  UserProfile: userProfile,
  USER_BADGE: userBadge,
  USER_SETTING: userSetting,
  UserNotificationDevices: userNotificationDevices,
  UserNotificationSettings: userNotificationSettings,
} as const satisfies Readonly<Record<string, FileTable>>;

/** The key of a file: its base name on the current page. */
export type FileKey = keyof typeof tables;

/** The row of each file, by its key. */
export type RowByKey = { readonly [K in FileKey]: RowOf<(typeof tables)[K]['columns']> };
