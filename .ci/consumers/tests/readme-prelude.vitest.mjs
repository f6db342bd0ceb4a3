import { startServer } from 'engage-export-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { download } from './readme-client.mjs';

