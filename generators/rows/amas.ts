import type { RowByKey } from '../../schemas/index.ts';
import { guid, webUrl } from '../addresses.ts';

import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import { amaTimes } from '../populations.ts';
import { type Stage, stagedIn } from '../staged.ts';
import { amaText, oddTitle } from '../text/index.ts';
import { departmentOf } from './positions.ts';

type Row = RowByKey['AMAs'];

const STATES = ['CREATED', 'STARTED', 'ENDED'] as const;

/** The tenant in Microsoft Entra to which a network belongs. */
export function tenantOf({ keys }: Facts): string {
  return guid(keys.tenant);
}

function lotOf(facts: Facts, ama: number): number {
  return mix(facts.keys.amas, ama);
}

/** The host first, then the users who answer together with the host. */
function speakersOf(facts: Facts, ama: number): number[] {
  const hash = lotOf(facts, ama);
  return [...new Set([0, 1, 2].slice(0, 2 + (hash % 2)).map((i) => facts.people.lasting(hash + i)))];
}

/** The department and the city of the organizer. */
function hostOf(facts: Facts, ama: number) {
  const host = speakersOf(facts, ama)[0] as number;
  return { department: departmentOf(facts, host), city: facts.people.siteOf(host).city };
}

function amaRow(facts: Facts, { member, stage, at }: Stage): Row {
  const hash = lotOf(facts, member);
  const { people, populations } = facts;
  const created = populations.amas.population.cameAt(member);
  const { begins, ends } = amaTimes(created);
  const speakers = speakersOf(facts, member).map((user) => people.id(user));
  const id = facts.ids.text('ama', member, created);
  const video = hash % 3 !== 0;
  const stored = hash % 2 === 1;
  const recorded = video && stored;
  const ended = stage === 2;
  const questions = hash % 6 !== 1;
  const replies = questions && hash % 5 !== 0;
  const { title, description } = amaText(hash, {
    ...hostOf(facts, member),
    asked: questions,
    answered: replies,
    recorded,
  });
  const anonymous = questions && mix(hash, 5) % 3 === 1;
  return {
    id,
    title: oddTitle(hash, title),
    description: hash % 4 === 0 ? '' : description,
    created_at: instantText(created),
    updated_at: instantText(at),
    meeting_state: STATES[stage] as Row['meeting_state'],
    tenant_id: tenantOf(facts),
    added_by: speakers[0] as string,
    partner_id: hash % 2 === 0 ? guid(mix(hash, 1)) : '',
    start_time: instantText(begins),
    end_time: instantText(ends),
    admission_type: hash % 4 === 1 ? 'CLOSED' : 'OPEN',
    qna_app_enabled: questions,
    replies_enabled: replies,
    moderation_enabled: questions && hash % 2 === 0,
    is_thread_upvote_enabled: questions && hash % 3 !== 0,
    access_category: member % 2 === 0 ? 'PUBLIC' : 'PRIVATE',
    cs_subscription_status: member % 3 === 1 ? 'SUBSCRIBED' : 'NOT_SUBSCRIBED',
    presenter_option: 'EVERYONEINCOMPANY',
    join_link: webUrl(facts.identity.permalink, `amas/${id}/join`),
    artifact_service_enabled: stored,
    is_anonymous_posting_enabled: anonymous,
    auto_admitted_policy: 'EveryoneInCompanyExcludingGuests',
    created_by_type: 'User',
    calendar_id: hash % 3 === 0 ? '' : guid(mix(hash, 2)),
    is_new_question_notification_enabled: questions && hash % 2 === 0,
    recording_url: ended && recorded ? webUrl(facts.identity.permalink, `amas/${id}/recording`) : '',
    townhall_rtmp_capability: video ? 'SUPPORTED' : 'NOT_SUPPORTED',
    ves_id: video ? guid(mix(hash, 3)) : '',
    ves_external_event_id: video ? guid(mix(hash, 4)) : '',
    version: stage + 1,
    participants_data: JSON.stringify(
      speakers.map((userId, i) => ({ userId, role: i === 0 ? 'organizer' : 'presenter' })),
    ),
    calendar_invites_data:
      hash % 3 === 0 ? '' : JSON.stringify([{ calendarId: guid(mix(hash, 2)), sent: true }]),
    is_reaction_enabled: hash % 7 !== 0,
    is_anonymous_reply_enabled: anonymous && replies,
  };
}

export function* amas(facts: Facts, window: Window): Generator<Row> {
  for (const stage of stagedIn(facts.populations.amas, window)) yield amaRow(facts, stage);
}

/** The AMAs that a user hosts or answers in. */
export function* amasOf(facts: Facts, user: number, now: number): Generator<Row> {
  for (const stage of stagedIn(facts.populations.amas, { from: facts.createdAt, to: now + 1, now })) {
    if (speakersOf(facts, stage.member).includes(user)) yield amaRow(facts, stage);
  }
}
