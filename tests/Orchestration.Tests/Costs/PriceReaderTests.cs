using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Orchestration.Costs;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Costs;

public sealed class PriceReaderTests
{
    [Fact]
    public void Read_FileOfTheProduct_HasNoPriceAndTheDefaults()
    {
        PriceSettings prices = PriceReader.Read(File.ReadAllText(Repository.PathOf("configs", "prices.yaml")), "prices.yaml");

        Assert.Equal(("EUR", null, null, null), (prices.Currency, prices.VcpuSecond, prices.GibSecond, prices.Transactions10000));
        Assert.Equal(new PriceSettings().Cpu, prices.Cpu);
        Assert.Equal(new GpuPrice(null, new TrainerSize(8, 56)), prices.GpuProfiles[prices.Gpu!]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("prices:")]
    public void Read_NothingSaid_IsTheDefault(string yaml)
    {
        PriceSettings prices = PriceReader.Read(yaml, "prices.yaml");

        Assert.Equal(("EUR", null, 0), (prices.Currency, prices.Gpu, prices.GpuProfiles.Count));
    }

    [Fact]
    public void Read_AllSet_IsTaken()
    {
        PriceSettings prices = PriceReader.Read(
            """
            prices: {currency: USD, vcpu_second: 2e-5, gib_second: 0.000003, transactions_10000: 0.05, cpu: {vcpus: 2},
                     gpu: a, gpu_profiles: {a: {second: 0.001, vcpus: 24, memory_gib: 220}}}
            """,
            "prices.yaml");

        Assert.Equal(("USD", 0.00002, 0.000003, 0.05, "a"), (prices.Currency, prices.VcpuSecond!.Value, prices.GibSecond!.Value, prices.Transactions10000!.Value, prices.Gpu));
        Assert.Equal((new TrainerSize(2, 2), new GpuPrice(0.001, new TrainerSize(24, 220))), (prices.Cpu, prices.GpuProfiles["a"]));
    }

    [Fact]
    public void Read_ManyFaults_TellsAllWithTheirLines()
    {
        DocumentException error = Assert.Throws<DocumentException>(() => PriceReader.Read(
            """
            prices:
              currency: GBP
              vcpu_second: -1
              gib_second: free
              transactions_10000: 1001
              cpu: {vcpus: 0, memory: 2}
              gpu: t5
              gpu_profiles:
                t4: {second: -2, memory_gib: 4096}
              gpus: 1
            """,
            "prices.yaml"));

        Assert.Equal(
            [
                (2, "prices.currency"), (3, "prices.vcpu_second"), (4, "prices.gib_second"), (5, "prices.transactions_10000"), (6, "prices.cpu.vcpus"), (6, "prices.cpu.memory"),
                (7, "prices.gpu"), (9, "prices.gpu_profiles.t4.second"), (9, "prices.gpu_profiles.t4.memory_gib"), (10, "prices.gpus"),
            ],
            error.Errors.Select(one => (one.Position.Line, one.Path)));
        Assert.StartsWith("prices.yaml has 10 errors:", error.Message, StringComparison.Ordinal);
        Assert.Contains("must be a number of at least 0 and at most 1000, but is -1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_GpuWithoutProfiles_SaysWhereToAddIt()
    {
        DocumentException error = Assert.Throws<DocumentException>(() => PriceReader.Read("prices: {gpu: t4}", "prices.yaml"));

        Assert.Contains("names a profile, but gpu_profiles has none; add it there", error.Message, StringComparison.Ordinal);
    }
}
