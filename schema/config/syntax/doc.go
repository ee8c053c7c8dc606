// Package syntax reads the files of a configuration, and keeps a tree of their blocks and
// of the places of those blocks.
//
// # Terms
//
//   - A [Tree] holds the files that were read, such as CSV and HCL, and the blocks of the
//     HCL files.
//   - A [Block] is a block at the top of a file. It has a header, such as `user "ada"`, and
//     a body, which may hold a lifecycle block.
//   - A [Module] holds the blocks of one folder, sorted by what they declare: variables,
//     locals, objects, the stack, the provider.
//   - A [Call] is a module block: it uses the module in another folder. The root module is
//     the one that nobody calls, in the configuration's folder.
//   - The place of a problem is the tightest range of a file that the problem is about.
//
// # Example
//
// The folder has one file, main.hcl:
//
//	queue "sales" {}
//	user "ada" {
//	  routing_profile = routing_profile.agent
//	  phone           = { type = "soft", number = "x" }
//	}
//	queue "sales" {}
//
// [Tree.Module] parses it and returns a module with two objects, in the order of the
// file: queue.sales and user.ada. It reports the third block as a duplicate; the tree has
// that block, and the module does not. Package decode evaluates the expressions later, and
// only then finds out whether routing_profile.agent exists.
//
// Then a rule of the kind user finds a problem at .phone.number. The block of user.ada
// begins in line 2, so [Locator.BlockAt] finds it there. [Locator.Place] follows the path
// through the literal object to `"x"` in line 4. Neither parses a file again.
//
// # Memory
//
// The tree keeps the ranges of all blocks. It keeps their bodies, too, if the
// configuration is small. The bodies of a hundred thousand blocks would take gigabytes, so
// in a large configuration the tree only finds out where the objects' blocks begin and end.
// [Parsed] parses each of them while the decoder works on those before it, and drops it
// after use. When somebody refers to an object before, or a problem turns up in its block
// later, the text of that block is parsed again, and no more. If a block cannot be parsed,
// [Tree.SyntaxErrors] reports that in the end, as if no block had been decoded.
package syntax
