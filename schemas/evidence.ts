/** Where a fact about the protocol comes from: Microsoft's pages, what public clients depend on, or a decision of this project. */
export type Evidence = 'documented' | 'observed' | 'assumed';

/** The two endpoints: `GET /api/v1/export` and `GET /api/v1/export/users/{user_id}`. */
export type Endpoint = 'network' | 'user';
