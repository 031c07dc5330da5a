/** Stands in for the platform's base classes where its modules run in plain Node. */
export class RpcTarget {}
export class DurableObject {}
