using ServerlessTraining.Cli.Cloud;

namespace ServerlessTraining.Cli.Tests.Cloud;

public sealed class ToolVersionTests
{
    [Theory]
    [InlineData("1.9.5", "1.9.5")]
    [InlineData("v20.20.2\n", "20.20.2")]
    [InlineData("10.0.100-rc.1.25451.107", "10.0.100")]
    [InlineData("2.60", "2.60")]
    public void Parse_WhatToolsPrint_IsTheVersion(string text, string version) => Assert.Equal(Version.Parse(version), ToolVersion.Parse(text));

    [Theory]
    [InlineData("-")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("azd version 1.9.5")]
    [InlineData("99999999999.1")]
    public void Parse_AnythingElse_IsNone(string? text) => Assert.Null(ToolVersion.Parse(text));
}
