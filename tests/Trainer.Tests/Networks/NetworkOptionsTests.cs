using Microsoft.Extensions.Configuration;
using ServerlessTraining.Domain;
using ServerlessTraining.Trainer.Networks;

namespace ServerlessTraining.Trainer.Tests.Networks;

public sealed class NetworkOptionsTests
{
    [Fact]
    public void From_Nothing_IsAutoInFp32() => Assert.Equal(new NetworkOptions { Device = NetworkDevice.Auto, Precision = NetworkPrecision.Fp32 }, From());

    [Theory]
    [InlineData("auto", "fp32", NetworkDevice.Auto, NetworkPrecision.Fp32)]
    [InlineData("cuda", "bf16", NetworkDevice.Cuda, NetworkPrecision.Bf16)]
    [InlineData("cpu", " ", NetworkDevice.Cpu, NetworkPrecision.Fp32)]
    public void From_AllowedWords_AreRead(string device, string precision, NetworkDevice expected, NetworkPrecision numbers) =>
        Assert.Equal(new NetworkOptions { Device = expected, Precision = numbers }, From(("Trainer:Device", device), ("Trainer:Precision", precision)));

    [Fact]
    public void From_WrongWords_AreToldTogether() => Assert.Equal(
        "The trainer's settings cannot be used: Trainer__Device is 'gpu'; allowed are auto, cuda, cpu; Trainer__Precision is 'fp16'; allowed are fp32, bf16.",
        Assert.Throws<ServerlessTrainingException>(() => From(("Trainer:Device", "gpu"), ("Trainer:Precision", "fp16"))).Message);

    private static NetworkOptions From(params (string Name, string Value)[] settings) => NetworkOptions.From(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(one => KeyValuePair.Create(one.Name, (string?)one.Value))).Build());
}
