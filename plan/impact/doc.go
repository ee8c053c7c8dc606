// Package impact says what a plan means for people and queues, and whether it may be applied.
//
// [Judge] takes a plan of package plan and the two states that it was made of. It
// returns an [Assessment]: the plan with its [Impact], and with its refusals, warnings
// and notices filled in. Unlike package plan, this package knows single kinds of objects:
// what a security profile grants, and which queues a routing profile serves.
//
// # Terms
//
//   - A rule is a function that looks at a situation and returns findings. All rules are in
//     one table, in rules.go.
//   - A refusal is a finding that keeps a plan from being applied; the plan can still be
//     shown. An error means that there is no plan at all.
//   - Access is what each user may do: the union over the user's security profiles, and
//     what the user's permission group allows in ConnectPath.
//   - Routing says which agents get the contacts of which queue, on which channel.
//   - Needs are attributes that an answer depends on and that were not read. Reading
//     every security profile takes minutes in a large contact centre, so callwright reads
//     one only when it matters.
//
// # Example
//
// Only one routing profile serves the queue "Sales", and ana and ben have that profile. A plan
// removes the row. The impact says that "Sales" had 2 agents on voice and will have none, and
// that ana and ben are left without a queue. No rule refuses that. If the plan also takes the
// permission to edit users from ana, and nobody else has it, the rule lockout refuses the plan.
package impact
