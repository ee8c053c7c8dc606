// Package impact says what a plan means for people and queues, and what speaks against
// it.
//
// [Judge] takes a plan of package plan and the two states that it was made of. It
// returns an [Assessment]: the plan with its [Impact], and with its refusals, warnings
// and notices filled in. Unlike package plan, this package may know single kinds of
// object: what a security profile grants, and whom a routing profile serves.
//
// # Terms
//
//   - A rule is a function that looks at a situation and returns what it finds. The
//     rules are in one table, in rules.go.
//   - A refusal is a finding that keeps a plan from being applied; it can still be
//     shown. A failure is one that leaves no plan at all.
//   - Access is what each user may do: the union over the user's security profiles, and
//     what the user's permission group allows in ConnectPath.
//   - Routing is which agents get the contacts of which queue, on which channel.
//   - Needs are attributes that were not read and on which an answer depends. Reading
//     every security profile takes minutes in a large contact centre, so they are read
//     only when they matter.
//
// # Example
//
// A plan takes the last row of the queue "Sales" out of the only routing profile that
// serves it, which ana and ben have. The impact says that "Sales" had 2 agents on voice
// and has none then, and that ana and ben are left without a queue. Nothing refuses
// that. When the plan also takes the permission to edit users from ana, and nobody else
// has it, the rule lockout refuses the plan.
package impact
