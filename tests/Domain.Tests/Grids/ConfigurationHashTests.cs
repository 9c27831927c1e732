using ServerlessTraining.Domain.Grids;

namespace ServerlessTraining.Domain.Tests.Grids;

public sealed class ConfigurationHashTests
{
    /// <summary>The vector of FIPS 180-2 for "abc".</summary>
    [Fact]
    public void Of_KnownText_IsSha256InLowerCase() =>
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", ConfigurationHash.Of("abc").Text);

    [Fact]
    public void Parse_ItsOwnText_IsEqual() => Assert.Equal(ConfigurationHash.Of("abc"), ConfigurationHash.Parse(ConfigurationHash.Of("abc").ToString()));

    [Theory]
    [InlineData("")]
    [InlineData("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a")]
    [InlineData("ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    public void Parse_NoHash_IsRefused(string text) => Assert.Equal(
        $"'{text}' is not a configuration hash; 64 digits 0-9 and a-f are needed.", Assert.Throws<ServerlessTrainingException>(() => ConfigurationHash.Parse(text)).Message);
}
