import type { FileKeyIn, RowByKey } from '../schemas/index.ts';
import type { Window } from './contract.ts';
import type { Facts } from './facts.ts';
import { admins } from './rows/admins.ts';
import { amas, amasOf } from './rows/amas.ts';
import { answerVotes, answerVotesBy } from './rows/answer-votes.ts';
import { banners } from './rows/banners.ts';
import { bestReplyMessagesBy } from './rows/best-reply-messages.ts';
import { broadcastsBy } from './rows/broadcast.ts';
import { campaigns, campaignsOf } from './rows/campaigns.ts';
import { applicationMigrations } from './rows/engage-topic-application-migration-log.ts';
import { topicMigrations } from './rows/engage-topic-migration-log.ts';
import { files, filesBy } from './rows/files.ts';
import { groups, groupsOf } from './rows/groups.ts';
import { hiddenGroupsBy } from './rows/hidden-groups-discovery-feed.ts';
import { likedMessageHistory, likedMessageHistoryBy } from './rows/liked-message-history.ts';
import { messageThreadExtension, messageThreadExtensionBy } from './rows/message-thread-extension.ts';
import { inboundThreads } from './rows/message-threads.ts';
import { outboundThreads } from './rows/message-threads-outbound.ts';
import { messageVersions } from './rows/message-versions.ts';
import { messages, messagesBy } from './rows/messages.ts';
import { mutedThreads } from './rows/muted-threads.ts';
import { mutedUsers } from './rows/muted-user.ts';
import { networks } from './rows/networks.ts';
import { pages } from './rows/pages.ts';
import { broadcastPinsBy } from './rows/pinned-to-broadcast-threads.ts';
import { pinsBy } from './rows/pinned-to-group-threads.ts';
import { pollVotesBy } from './rows/poll-votes.ts';
import { segments } from './rows/segments.ts';
import { sentiments } from './rows/sentie.ts';
import { summaries } from './rows/summarization.ts';
import { tags } from './rows/tags.ts';
import { threadVotes, threadVotesBy } from './rows/thread-votes.ts';
import { topicSubscriptions, topicSubscriptionsBy } from './rows/topic-subscriptions.ts';
import { topics, topicsOf } from './rows/topics.ts';
import { badges } from './rows/user-badge.ts';
import { coverImages } from './rows/user-cover-image-url.ts';
import { recommendations, recommendationsOf } from './rows/user-group-recommendation-actions.ts';
import { notificationsBy } from './rows/user-notification.ts';
import { devices } from './rows/user-notification-devices.ts';
import { notificationSettings } from './rows/user-notification-settings.ts';
import { profiles } from './rows/user-profile.ts';
import { settings } from './rows/user-setting.ts';
import { users } from './rows/users.ts';
import { leaders, leadersOf } from './rows/viva-engage-leaders.ts';
import { topicApplications, topicApplicationsBy } from './rows/viva-topic-applications.ts';
import { curationLogs, curationLogsBy } from './rows/viva-topic-curation-state-logs.ts';
import { vivaTopics, vivaTopicsOf } from './rows/viva-topics.ts';
import { detections } from './rows/watch-alert-detected-threads.ts';
import { watchThemes } from './rows/watch-alert-themes.ts';

export type NetworkKey = FileKeyIn<'current'> | FileKeyIn<'2018'>;
export type UserKey = FileKeyIn<'user'>;

type NetworkModels = {
  readonly [K in NetworkKey]: (facts: Facts, window: Window) => Iterable<RowByKey[K]>;
};

type UserModels = {
  readonly [K in FileKeyIn<'user'>]: (facts: Facts, user: number, now: number) => Iterable<RowByKey[K]>;
};

/** The rows of each file in the network export in a window. A file without an entry does not compile. */
export const networkModels: NetworkModels = {
  Admins: admins,
  AMAs: amas,
  AnswerVotes: answerVotes,
  Campaigns: campaigns,
  EngageTopicApplicationMigrationLog: applicationMigrations,
  EngageTopicMigrationLog: topicMigrations,
  Files: files,
  Groups: groups,
  LikedMessageHistory: likedMessageHistory,
  Messages: messages,
  MessageThreadExtension: messageThreadExtension,
  MessageThreads: inboundThreads,
  'MessageThreads.Outbound': outboundThreads,
  MessageVersions: messageVersions,
  MutedThreads: mutedThreads,
  MutedUser: mutedUsers,
  Networks: networks,
  Pages: pages,
  Segments: segments,
  Sentie: sentiments,
  Summarization: summaries,
  Tags: tags,
  ThreadVotes: threadVotes,
  Topics: topics,
  TopicSubscriptions: topicSubscriptions,
  UserGroupRecommendationActions: recommendations,
  Users: users,
  VivaEngageLeaders: leaders,
  VivaTopicApplications: topicApplications,
  VivaTopicCurationStateLogs: curationLogs,
  VivaTopics: vivaTopics,
  WatchAlertDetectedThreads: detections,
  WatchAlertThemes: watchThemes,
};

/** The rows of each file in a user's export. A file without an entry does not compile. */
export const userModels: UserModels = {
  Groups: groupsOf,
  Topics: topicsOf,
  Files: filesBy,
  Messages: messagesBy,
  LikedMessageHistory: likedMessageHistoryBy,
  BestReplyMessages: bestReplyMessagesBy,
  Broadcast: broadcastsBy,
  PinnedToGroupThreads: pinsBy,
  PinnedToBroadcastThreads: broadcastPinsBy,
  Banners: banners,
  HiddenGroupsDiscoveryFeed: hiddenGroupsBy,
  AnswerVotes: answerVotesBy,
  ThreadVotes: threadVotesBy,
  TopicSubscriptions: topicSubscriptionsBy,
  UserGroupRecommendationActions: recommendationsOf,
  UserProfile: profiles,
  UserCoverImageURL: coverImages,
  Campaigns: campaignsOf,
  AMAs: amasOf,
  VivaEngageLeaders: leadersOf,
  USER_BADGE: badges,
  VivaTopics: vivaTopicsOf,
  VivaTopicApplications: topicApplicationsBy,
  VivaTopicCurationStateLogs: curationLogsBy,
  USER_SETTING: settings,
  UserNotification: notificationsBy,
  UserNotificationDevices: devices,
  UserNotificationSettings: notificationSettings,
  PollVotes: pollVotesBy,
  MessageThreadExtension: messageThreadExtensionBy,
};
