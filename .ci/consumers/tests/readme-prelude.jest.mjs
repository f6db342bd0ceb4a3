import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startServer } from 'engage-export-kit';
import { download } from './readme-client.mjs';

