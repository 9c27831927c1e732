using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Tests.Folds;

public sealed class FoldTaskMessageTests
{
    private static readonly string Key = new('a', 64);

    [Fact]
    public void Parse_WhatWasWritten_IsTheSame()
    {
        FoldTaskMessage message = new(Key, "grid-1:7", 3);

        Assert.Equal(message, FoldTaskMessage.Parse(message.ToJson()));
        Assert.Equal("fold:3", message.EventName);
    }

    [Theory]
    [InlineData("", "1:1 this is not JSON")]
    [InlineData("not json", "1:2 this is not JSON")]
    [InlineData("[]", "a mapping")]
    [InlineData("""{"schema": 2, "key": "KEY", "instance_id": "a", "number": 1}""", "schema")]
    [InlineData("""{"schema": 1, "key": "short", "instance_id": "a", "number": 1}""", "'short' is not a key; 64 digits 0-9 and a-f are needed")]
    [InlineData("""{"schema": 1, "key": "KEY", "number": 1}""", "instance_id")]
    [InlineData("""{"schema": 1, "key": "KEY", "instance_id": "a", "number": -1}""", "number")]
    [InlineData("""{"schema": 1, "key": "KEY", "instance_id": "a", "number": 1, "run": "rm"}""", "run")]
    public void Parse_AnythingElse_IsRefusedAndSaysWhere(string json, string expected)
    {
        DocumentException error = Assert.Throws<DocumentException>(() => FoldTaskMessage.Parse(json.Replace("KEY", Key, StringComparison.Ordinal)));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_SeveralFaults_TellsAll()
    {
        DocumentException error = Assert.Throws<DocumentException>(() => FoldTaskMessage.Parse("""{"schema": 9, "key": "x", "number": 1.5}"""));

        Assert.All(["schema", "key", "number", "instance_id"], name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
    }
}
