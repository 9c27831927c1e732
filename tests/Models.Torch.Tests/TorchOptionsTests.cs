using ServerlessTraining.Domain.Documents;

namespace ServerlessTraining.Models.Torch.Tests;

public sealed class TorchOptionsTests
{
    [Fact]
    public void Read_Empty_IsAutoAndWhole() => Assert.Equal(new TorchOptions { Device = TorchDevice.Auto, Precision = TorchPrecision.Fp32 }, Read("{}"));

    [Theory]
    [InlineData("auto", TorchDevice.Auto)]
    [InlineData("cuda", TorchDevice.Cuda)]
    [InlineData("cpu", TorchDevice.Cpu)]
    public void Read_Device_IsThatDevice(string name, TorchDevice expected) => Assert.Equal(expected, Read($$"""{"device":"{{name}}"}""").Device);

    [Theory]
    [InlineData("fp32", TorchPrecision.Fp32)]
    [InlineData("bf16", TorchPrecision.Bf16)]
    public void Read_Precision_IsThatPrecision(string name, TorchPrecision expected) => Assert.Equal(expected, Read($$"""{"precision":"{{name}}"}""").Precision);

    [Fact]
    public void Read_Mistakes_AreAllNamed()
    {
        string message = Assert.Throws<DocumentException>(() => Read("""{"device":"gpu","precision":"fp16","cores":2}""")).Message;

        Assert.Contains("device", message, StringComparison.Ordinal);
        Assert.Contains("precision", message, StringComparison.Ordinal);
        Assert.Contains("cores: this key is not known", message, StringComparison.Ordinal);
    }

    private static TorchOptions Read(string text) => DocumentReader.Read(JsonDocumentReader.Read(text, "torch"), "torch", TorchOptions.Read);
}
