// Package document is a plan as data: what `plan --out` saves, `--output json` prints,
// and `apply` reads back.
//
// [New] makes a [Document] of an assessment. [Parse] reads one, and refuses it if its digest
// does not match its content. [Document.Assessment] returns the plan in it.
//
// # Terms
//
//   - The digest is the SHA-256 of everything that decides what is written and under which
//     condition. It does not cover what only explains the plan to people, such as risks.
//     People approve a plan by its digest.
//   - The document digest is the SHA-256 of the whole document. It reveals that somebody
//     changed an explanation. A forger can compute it again, so it proves nothing.
//   - A precondition is a fingerprint of the object as it was when the plan was made. If the
//     object has changed since, apply does not write it.
//   - Changes of one group do the same to objects of one block, so a reader can look at
//     one of them.
//
// # Example
//
// A change of a queue, shortened:
//
//	{
//	  "address": "queue.sales", "action": "update", "reason": "attribute_differs",
//	  "attributes": [{"path": "description", "cause": "config", "before": "Old", "after": "New"}],
//	  "precondition": {"fingerprint": "sha256:…", "attributes": ["description"]},
//	  "depends_on": []
//	}
package document
