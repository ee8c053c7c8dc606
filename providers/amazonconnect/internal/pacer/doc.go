// Package pacer calls the operations of the AWS SDK as often as the service allows, and
// decides which failed calls are sent again.
//
// # Terms
//
//   - A [Limiter] has a bucket for each operation, since AWS limits each by itself.
//   - A call takes a token from its bucket, or waits for one. The rate at which tokens come
//     starts at what AWS publishes, grows after a long run of calls that passed, and
//     falls when one is throttled. It stays below what AWS publishes for seconds only.
//   - A call is lost when it got no answer, so nobody knows whether it was carried out. A
//     lost read is sent again. A lost create is not, because it might create two objects.
//
// # Example
//
// Eight calls of DescribeUser come at once. Four are sent immediately, and the others half
// a second apart, because AWS allows 2 a second. If AWS throttles the fifth, the rate is
// halved for a second, and that call waits for its turn again.
package pacer
