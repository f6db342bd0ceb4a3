import type { FileKeyIn, RowByKey } from '../schemas/index.ts';
import type { Window } from './contract.ts';
import type { Facts } from './facts.ts';
import { amas, amasOf } from './rows/amas.ts';
import { broadcastPinsBy, hiddenGroupsBy, notificationsBy, pinsBy } from './rows/attention.ts';
import { messageThreadExtension, messageThreadExtensionBy } from './rows/best-replies.ts';
import { campaigns, campaignsOf } from './rows/campaigns.ts';
import { files, filesBy } from './rows/files.ts';
import { groups, groupsOf } from './rows/groups.ts';
import { leaders, leadersOf } from './rows/leaders.ts';
import { inboundThreads, outboundThreads } from './rows/message-threads.ts';
import { bestReplyMessagesBy, broadcastsBy, messages, messagesBy, messageVersions } from './rows/messages.ts';
import { admins, networks } from './rows/network.ts';
import {
  badges,
  banners,
  coverImages,
  devices,
  notificationSettings,
  profiles,
  settings,
} from './rows/personal.ts';
import { likedMessageHistory, likedMessageHistoryBy } from './rows/reactions.ts';
import { recommendations, recommendationsOf } from './rows/recommendations.ts';
import { segments, tags, topicSubscriptions, topicSubscriptionsBy, topics, topicsOf } from './rows/topics.ts';
import { users } from './rows/users.ts';
import {
  applicationMigrations,
  curationLogs,
  curationLogsBy,
  topicApplications,
  topicApplicationsBy,
  topicMigrations,
  vivaTopics,
  vivaTopicsOf,
} from './rows/viva-topics.ts';
import { answerVotes, answerVotesBy, pollVotesBy, threadVotes, threadVotesBy } from './rows/votes.ts';
import { detections, mutedThreads, mutedUsers, sentiments, summaries, watchThemes } from './rows/watching.ts';

type NetworkModels = {
  readonly [K in FileKeyIn<'current'>]: (facts: Facts, window: Window) => Iterable<RowByKey[K]>;
};

type UserModels = {
  readonly [K in FileKeyIn<'user'>]: (facts: Facts, user: number, now: number) => Iterable<RowByKey[K]>;
};

/** What the network export holds of each file in a window. A file without an entry does not compile. */
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

/** What a user's export holds of each file. A file without an entry does not compile. */
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
