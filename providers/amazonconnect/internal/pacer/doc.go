// Package pacer makes the calls of the AWS SDK as often as the service bears, and decides
// which of them are made again.
//
// A [Limiter] holds a bucket for each operation. A call takes a token of its operation's
// bucket, or waits for one. The bucket adapts its rate: it begins with what AWS publishes,
// grows after a long run of calls that passed, and falls when one is refused.
//
// For example, of 8 calls of DescribeUser that come at once, 4 are sent immediately and
// the others half a second apart, as AWS bears 2 a second. If the fifth is refused, the
// rate is halved, and that call waits for its turn again.
package pacer
