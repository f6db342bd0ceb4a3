import { serveOrders } from './workers.ts';

await serveOrders();
