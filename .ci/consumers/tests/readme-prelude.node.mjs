import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startServer } from 'engage-export-kit';
import { download } from './readme-client.mjs';

