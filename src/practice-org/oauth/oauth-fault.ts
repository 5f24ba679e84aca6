import { replyJson, type Reply } from '../http/reply';

/** A refusal by the OAuth endpoints: one object, not the array of the REST API. */
export function replyOAuthError(error: string, description: string, status = 400): Reply {
  return replyJson({ error, error_description: description }, status);
}
