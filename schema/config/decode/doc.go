// Package decode makes the desired objects from a module and the values of its variables.
//
// # Terms
//
//   - A frame is one use of a module. It gives the names in the module's expressions their
//     values: var.team, local.team, user.ada.
//   - A call is a module block, which makes a frame, or with for_each one for each key. The
//     outputs of a frame are what the frame with the call can see of it. The caller of a
//     frame is the instance of the call that made it.
//   - The inputs of a frame are the values of its variables. The root module gets its
//     inputs from the environment's file, --var-file and --var, and other modules get theirs
//     from their call.
//   - A program is what all frames of a configuration share: the budget, the problems, and
//     the chain of lazy values that are being computed.
//   - A lazy value is computed when an expression first needs it. Locals, references,
//     for_each and the names of objects are lazy, so people may write blocks in any order.
//     A value that needs itself is a cycle, which is reported.
//   - A block describes one object, or several with for_each. Each is an instance.
//   - A scope holds the values of the names in a block's expressions, and no others. To
//     admit an expression is to put the values of its names into the scope.
//   - A reference is the value of queue.sales in an expression. It leads to the object,
//     whose natural key is computed only when the reference goes into another object.
//   - A check is a block with a condition on the planned state. An inquiry is one
//     evaluation of a check.
//
// # Example
//
// The module has these blocks, and the input site = "uk":
//
//	user "agents" {
//	  for_each        = { for r in csvdecode(file("agents.csv")) : r.username => r }
//	  email           = each.value.email
//	  routing_profile = routing_profile.calls
//	}
//	routing_profile "calls" {
//	  name = "${var.site} calls"
//	}
//
// [Decode] makes a frame, and decodes one block after the other. For user.agents it admits
// the three expressions. This puts a reference for routing_profile.calls into the scope,
// although the profile itself is not decoded yet. Then Decode evaluates for_each, which
// makes an instance for each row of the file. It evaluates email for each instance, because
// email uses each, and routing_profile once for all of them. There it needs the natural key
// of the profile and computes it: "uk calls". If line 41 of the file has a wrong e-mail
// address, the diagnostic is at each.value.email, about user.agents["ana"] and
// agents.csv:41.
//
// # Modules
//
// The root module calls a module for two sites:
//
//	module "site" {
//	  source   = "./site"
//	  for_each = toset(["london", "paris"])
//	  overflow = module.site["paris"].queue
//	}
//
// The call makes two frames, with the addresses module.site["london"] and
// module.site["paris"]. Variables and outputs are lazy, too, so there is no circle here: the
// output queue of paris is a reference to its queue, and does not need the input overflow.
// Expressions get only the outputs that they name; module.site as a whole has all of them.
//
// # Reports
//
// Decode reports all mistakes at once, each at its place. It does not report what follows
// from another mistake: an expression that uses a broken value is broken, too, and has no
// diagnostic of its own.
package decode
