// Package document is a plan as data: what `plan --out` saves, `--output json` prints,
// and `apply` reads back.
//
// [New] makes a [Document] of a plan and what it means. [Parse] reads one, and refuses
// it when its digest does not fit; [Document.Assessment] is the plan that it holds.
//
// # Terms
//
//   - The digest is SHA-256 over everything that decides what is written and under which
//     condition. What only explains the plan to people is not in it.
//   - A precondition is a fingerprint of the object as it was when the plan was made:
//     apply writes nothing when the object has changed since.
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
