package amazonconnect

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/providers/amazonconnect/internal/index"
)

// outside lists things that objects refer to and that no configuration describes, by the
// schema's word for them. A configuration names the flow "Sample inbound flow", and a call
// takes its id.
var outside = map[string]struct {
	op   string
	list func(ctx context.Context, c *connection) ([]index.Item, error)
}{
	"email_address": {"SearchEmailAddresses", searchEmails},
	"flow":          {"ListContactFlows", listFlows},
	"flow_module":   {"ListContactFlowModules", listModules},
	"phone_number":  {"ListPhoneNumbersV2", listNumbers},
}

// listFlows lists flows of all types.
func listFlows(ctx context.Context, c *connection) ([]index.Item, error) {
	var flows []index.Item
	in := &connect.ListContactFlowsInput{InstanceId: &c.instance.ID, MaxResults: aws.Int32(listPage)}
	err := pages(ctx, connect.NewListContactFlowsPaginator(c.api, in), func(out *connect.ListContactFlowsOutput) error {
		return every(out.ContactFlowSummaryList, func(s *types.ContactFlowSummary) error {
			flows = append(flows, index.Item{ID: aws.ToString(s.Id), Name: aws.ToString(s.Name)})
			return nil
		})
	})
	return flows, err
}

// listModules lists the flow modules, in whatever state they are.
func listModules(ctx context.Context, c *connection) ([]index.Item, error) {
	var modules []index.Item
	in := &connect.ListContactFlowModulesInput{InstanceId: &c.instance.ID, MaxResults: aws.Int32(listPage)}
	err := pages(ctx, connect.NewListContactFlowModulesPaginator(c.api, in), func(out *connect.ListContactFlowModulesOutput) error {
		return every(out.ContactFlowModulesSummaryList, func(s *types.ContactFlowModuleSummary) error {
			modules = append(modules, index.Item{ID: aws.ToString(s.Id), Name: aws.ToString(s.Name)})
			return nil
		})
	})
	return modules, err
}

// searchEmails lists the e-mail addresses of the instance, whose name is the address. No
// operation lists them without a search.
func searchEmails(ctx context.Context, c *connection) ([]index.Item, error) {
	var addresses []index.Item
	search := &tokenPager[*connect.SearchEmailAddressesOutput]{call: func(ctx context.Context, token *string) (*connect.SearchEmailAddressesOutput, error) {
		return c.api.SearchEmailAddresses(ctx, &connect.SearchEmailAddressesInput{
			InstanceId: &c.instance.ID, MaxResults: aws.Int32(smallPage), NextToken: token,
		})
	}}
	err := pages(ctx, search, func(out *connect.SearchEmailAddressesOutput) error {
		return every(out.EmailAddresses, func(s *types.EmailAddressMetadata) error {
			addresses = append(addresses, index.Item{ID: aws.ToString(s.EmailAddressId), Name: aws.ToString(s.EmailAddress)})
			return nil
		})
	})
	return addresses, err
}

// listNumbers lists the phone numbers that the instance has claimed. The number is the
// name.
func listNumbers(ctx context.Context, c *connection) ([]index.Item, error) {
	var numbers []index.Item
	in := &connect.ListPhoneNumbersV2Input{InstanceId: &c.instance.ID, MaxResults: aws.Int32(listPage)}
	err := pages(ctx, connect.NewListPhoneNumbersV2Paginator(c.api, in), func(out *connect.ListPhoneNumbersV2Output) error {
		return every(out.ListPhoneNumbersSummaryList, func(s *types.ListPhoneNumbersSummary) error {
			numbers = append(numbers, index.Item{ID: aws.ToString(s.PhoneNumberId), Name: aws.ToString(s.PhoneNumber)})
			return nil
		})
	})
	return numbers, err
}
