/**
 * The source of a fact about the protocol: Microsoft's pages, the behaviour that public clients depend on, or
 * a decision of this project.
 */
export type Evidence = 'documented' | 'observed' | 'assumed';

/** The two endpoints: `GET /api/v1/export` and `GET /api/v1/export/users/{user_id}`. */
export type Endpoint = 'network' | 'user';
