// Package terraform reads the contact centre that a Terraform state describes. It takes what
// `terraform show -json` prints, and returns objects with the names that callwright knows.
//
// Its terms:
//
//   - A source is one resource or data source of the state. Its address is Terraform's:
//     module.claims.aws_connect_queue.this[0].
//   - A type is the part of a source's type that both providers share: queue of
//     aws_connect_queue and of awscc_connect_queue.
//   - A conversion says how a type becomes an object: an attribute for each attribute.
//   - A directory knows the names of objects by their IDs.
//
// For example, the source
//
//	aws_connect_queue.sales
//	  name                  = "Sales"
//	  hours_of_operation_id = "b6618198-…"
//
// becomes the queue Sales, whose hours of operation are Office: the state has a source with
// that ID and that name. Without one, the queue has no hours of operation, and [Result.Left]
// says why. What an object of the result does not have, a configuration does not manage.
//
// Both providers describe the same API, and differ in form. hashicorp/aws has IDs and blocks,
// which are lists in a state; hashicorp/awscc has ARNs, objects, and tags as a set of pairs. A
// conversion reads either form.
//
// A state may come from anybody. Reading bounds what it takes, and its errors name the place.
package terraform
