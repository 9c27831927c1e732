using Microsoft.Extensions.Configuration;
using ServerlessTraining.Trainer;

return await TrainerCheck.RunAsync(
    args, new ConfigurationBuilder().AddEnvironmentVariables().Build(), Console.Out, Console.Error, CancellationToken.None);
