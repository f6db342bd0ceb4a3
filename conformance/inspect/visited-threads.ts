import type { FileKey } from '../../schemas/index.ts';
import { type IdBudget, IdTable } from './id-table.ts';

const FILES_WITH_MESSAGES: readonly FileKey[] = ['Messages', 'MessageVersions'];

/**
 * Threads that began in a network that is not in the export. Their messages refer to people, communities and
 * messages of that network, so nothing in this export has to answer.
 */
export class VisitedThreads {
  readonly #threads: IdTable;
  /** The permalinks of the networks in the export. */
  readonly #networks = new Set<string>();
  /** The reason why the messages of such threads are not known; empty when they are. */
  why: string;

  constructor(budget: IdBudget, why: string) {
    this.#threads = new IdTable(budget);
    this.why = why;
  }

  addNetwork(permalink: string): void {
    this.#networks.add(permalink);
  }

  /** Tells whether rows of this file can belong to such a thread. */
  static canHold(key: FileKey): boolean {
    return key === 'MessageThreads' || VisitedThreads.namesMessages(key);
  }

  /** Tells whether the file has messages, whose threads `MessageThreads.csv` must tell apart. */
  static namesMessages(key: FileKey): boolean {
    return FILES_WITH_MESSAGES.includes(key);
  }

  /** Tells whether a row belongs to such a thread; remembers those that `MessageThreads.csv` lists. */
  take(key: FileKey, cell: (column: string) => string): boolean {
    if (key !== 'MessageThreads') return this.#threads.has(cell('thread_id'));
    if (this.#networks.has(cell('original_network'))) return false;
    this.#threads.add(cell('id'), 1);
    if (this.#threads.full) this.why = 'there are more threads of other networks than fit in the limit';
    return true;
  }
}
