package sim_test

import (
	"context"
	"fmt"
	"net/http/httptest"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/connect"

	"github.com/callwright/callwright/providers/sim"
)

// A simulated instance, served on loopback to the client of the AWS SDK.
func Example() {
	instance, err := sim.Open("", sim.Options{Alias: "support"})
	if err != nil {
		panic(err)
	}
	defer instance.Close()
	server := httptest.NewServer(instance)
	defer server.Close()

	client := connect.New(connect.Options{
		BaseEndpoint: aws.String(server.URL),
		Region:       instance.Instance().Region,
		Credentials:  credentials.NewStaticCredentialsProvider("any", "thing", ""),
	})
	out, err := client.ListRoutingProfiles(context.Background(), &connect.ListRoutingProfilesInput{
		InstanceId: aws.String(instance.Instance().ID),
	})
	if err != nil {
		panic(err)
	}
	for _, p := range out.RoutingProfileSummaryList {
		fmt.Println(*p.Name, *p.Id)
	}
	// Output: Basic Routing Profile 75af1f35-3d50-4539-8b1f-c022f96d377d
}
