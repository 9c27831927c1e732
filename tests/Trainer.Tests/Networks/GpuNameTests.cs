using ServerlessTraining.Testing;
using ServerlessTraining.Trainer.Networks;

namespace ServerlessTraining.Trainer.Tests.Networks;

public sealed class GpuNameTests
{
    [Fact]
    public void Read_WhatTheDriverTells_IsTheModelOfTheFirstCard()
    {
        using ScratchFolder driver = new();
        driver.Write("0001:00:00.0/information", "Model: \t\t Tesla T4\nIRQ:   \t\t 0\n");
        driver.Write("0002:00:00.0/information", "Model: \t\t Other\n");

        Assert.Equal("Tesla T4", GpuName.Read(driver.Path));
    }

    [Theory]
    [InlineData("0001:00:00.0/information", "IRQ: 0\n")]
    [InlineData("0001:00:00.0/information", "Model: \n")]
    [InlineData("0001:00:00.0/other", "Model: x\n")]
    public void Read_DriverThatTellsNothing_IsTheWordForAny(string file, string text)
    {
        using ScratchFolder driver = new();
        driver.Write(file, text);

        Assert.Equal("cuda", GpuName.Read(driver.Path));
    }

    [Fact]
    public void Read_NoDriver_IsTheWordForAny() => Assert.Equal("cuda", GpuName.Read("/nowhere"));
}
